import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { RecordsUnavailable } from '../../adapters/records/port';
import type { Told } from '../follow-up';
import type { Spoken, ToldOfRecords } from '../reply-types';
import { afterSendingName } from './after-sending-name';
import { taskWords } from './task-words';
import type { Happened, Step, Task, TaskTurn } from './task';

/** What runs a task in a turn: its view of the turn, and the way its words go out. */
export interface TaskStage {
  turn: TaskTurn;
  say(spoken: Spoken): Promise<void>;
  /** Has a model put into words what was told of records; absent: it is said as it is. */
  inWords?(spoken: Spoken & { told: ToldOfRecords }): Promise<Spoken>;
  /** Told of records that could not be asked, before the customer is. */
  onUnavailable(problem: RecordsUnavailable): void;
  /** Told of what came of a task, before the customer is. */
  onHappened?(happened: Happened): void;
  /** Told of the record that a task has told; of none when a message is about something else. */
  onTold?(told: Told | undefined): void;
}

const stage = Symbol('task stage');
export const setStage = (context: TurnContext, value: TaskStage): void => void context.turnState.set(stage, value);

function stageOf(context: TurnContext): TaskStage {
  const value: TaskStage | undefined = context.turnState.get(stage);
  if (!value) throw new Error('A task runs within a staged turn only.');
  return value;
}

/** How a task's turn ended, for whoever runs the dialogs: it spoke, or it asks again with these words where nobody else understands the message. */
export type TaskOutcome = { kind: 'spoke' } | { kind: 'not-an-answer'; spoken: Spoken };
const spoke: TaskOutcome = { kind: 'spoke' };

/** What is kept of a task between turns. */
const Kept = z.object({
  task: z.looseObject({}),
  language: z.enum(['da', 'en']),
  /** What the buttons send that were shown last: it answers the question, whatever else it might mean. */
  offered: z.array(z.string()).default([]),
});
type Kept = z.infer<typeof Kept>;

/** What is kept of a task under way; undefined before it has asked anything. */
export const keptOf = (instance: DialogInstance | undefined): Kept | undefined => Kept.safeParse(instance?.state).data;

/** The thin Bot Framework dialog around a task: it keeps the task's state on the dialog stack and speaks its words. */
export class TaskDialog<State extends object> extends Dialog {
  constructor(private readonly task: Task<State>) {
    super(task.name);
  }

  /** Whether the open question is answered in the customer's own words. */
  takesWords(instance: DialogInstance): boolean {
    const kept = this.task.State.safeParse(keptOf(instance)?.task);
    return kept.success && this.task.takesWords?.(kept.data) === true;
  }

  get isForPerson(): boolean {
    return this.task.isForPerson === true;
  }

  /** Whether it holds what the customer would have to tell all over again. */
  get isWorthKeeping(): boolean {
    return this.task.recap !== undefined;
  }

  /** @param laidAside a kept state to go on from; absent: begins anew */
  override async beginDialog(dc: DialogContext, laidAside?: { state: object }): Promise<DialogTurnResult<TaskOutcome>> {
    const { turn, say } = stageOf(dc.context);
    const kept = laidAside && this.task.State.safeParse(laidAside.state);
    if (!kept?.success) return this.take(dc, () => this.task.begin(turn));
    const again = this.task.again(kept.data, turn);
    keep(dc, kept.data, again);
    const recap = this.task.recap?.(kept.data, turn);
    await say({ ...again, text: [taskWords.resumed(turn.language), recap, again.text].filter(Boolean).join('\n\n') });
    return Dialog.EndOfTurn;
  }

  /** A task that was begun within this one has ended: back to what was asked. */
  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    if (dc.activeDialog) await this.repromptDialog(dc.context, dc.activeDialog);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult<TaskOutcome>> {
    const kept = this.task.State.safeParse(keptOf(dc.activeDialog)?.task);
    // An older version's state: better to begin anew than to guess.
    if (!kept.success) return this.beginDialog(dc);
    const { turn } = stageOf(dc.context);
    return this.take(dc, () => this.task.proceed(kept.data, turn));
  }

  /** Asks again where the conversation stands. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const kept = this.task.State.safeParse(keptOf(instance)?.task);
    const { turn, say } = stageOf(context);
    if (kept.success) await say(this.task.again(kept.data, turn));
  }

  /** What has been told so far; undefined where there is nothing worth keeping. */
  recapOf(state: unknown, turn: TaskTurn): string | undefined {
    const kept = this.task.State.safeParse(state);
    return kept.success ? this.task.recap?.(kept.data, turn) : undefined;
  }

  /** What helps to answer the question that is open; undefined where the task has nothing of its own. */
  helpWith(instance: DialogInstance, turn: TaskTurn): string | undefined {
    const kept = this.task.State.safeParse(keptOf(instance)?.task);
    return kept.success ? this.task.help?.(kept.data, turn) : undefined;
  }

  /** What a kept state is called among others; undefined for a state that this version does not know. */
  titleOf(state: unknown, turn: TaskTurn): string | undefined {
    const kept = this.task.State.safeParse(state);
    return kept.success ? (this.task.title?.(kept.data, turn) ?? this.task.name) : undefined;
  }

  private async take(dc: DialogContext, act: () => Promise<Step<State>>): Promise<DialogTurnResult<TaskOutcome>> {
    const stage = stageOf(dc.context);
    const { turn, say, onUnavailable } = stage;
    let step: Step<State>;
    try {
      step = await act();
    } catch (problem) {
      if (!(problem instanceof RecordsUnavailable)) throw problem;
      onUnavailable(problem);
      const waits = keptOf(dc.activeDialog) !== undefined;
      const isSending = problem.operation.startsWith('submit');
      const what = isSending ? 'sending' : waits ? 'an-answer' : 'nothing';
      await say(taskWords.recordsUnavailable(problem.reason, turn.language, turn.contact, what));
      // With nothing asked yet there is nothing to come back to; else the state stays as it was, and the same answer may be given again.
      return waits ? Dialog.EndOfTurn : dc.endDialog(spoke);
    }
    switch (step.kind) {
      case 'ask':
        keep(dc, step.state, step.spoken);
        await say(step.spoken);
        return { ...Dialog.EndOfTurn, result: spoke };
      case 'done':
        if (step.happened) stage.onHappened?.(step.happened);
        if (step.told) stage.onTold?.(step.told);
        if (step.spoken) await say(await this.inWords(step, step.spoken, stage));
        // Within another task, a "yes" answers what that one asks next.
        return step.sent && dc.stack.length === 1
          ? await dc.replaceDialog(afterSendingName, step.sent).then((ended) => ({ ...ended, result: spoke }))
          : dc.endDialog(spoke);
      case 'not-an-answer':
        keep(dc, step.state, step.spoken);
        return { ...Dialog.EndOfTurn, result: step };
      default:
        throw new Error(`Unhandled step: ${step satisfies never}`);
    }
  }

  /** Only what tells and does nothing: what was sent off, and what a person must hear of, is said in our words alone. */
  private async inWords({ happened, sent }: Step<State> & { kind: 'done' }, spoken: Spoken, { inWords }: TaskStage) {
    const { told } = spoken;
    return inWords && told && !happened && !sent ? inWords({ ...spoken, told }) : spoken;
  }
}

/** Keeps a task's state on the dialog stack, with what its last words offered. */
function keep(dc: DialogContext, task: object, { suggestions }: Spoken): void {
  const { language } = stageOf(dc.context).turn;
  if (dc.activeDialog)
    dc.activeDialog.state = {
      task: { ...task },
      language,
      offered: suggestions.map(({ value }) => value),
    } satisfies Kept;
}

import type { Desk } from '../acts/create-desk';
import { DeskContext, useDeskState } from './desk-context';
import { Frame } from './frame/frame';
import { ChoosePassword } from './sign-in/choose-password';
import { Door } from './sign-in/door';
import { SignIn } from './sign-in/sign-in';

/** The whole page, by where it stands. */
export function App({ desk }: { desk: Desk }) {
  const inDesk = useDeskState(desk);
  return <DeskContext.Provider value={inDesk}>{stageView(inDesk)}</DeskContext.Provider>;
}

function stageView({ desk, state: { stage }, words }: ReturnType<typeof useDeskState>) {
  switch (stage) {
    case 'starting':
    case 'link':
      return (
        <Door title={words.product}>
          <p role="status">{stage === 'link' ? words.signIn.checkingLink : words.starting}</p>
        </Door>
      );
    case 'unreachable':
      return (
        <Door title={words.product}>
          <p role="alert">{words.failure.unreachable}</p>
          <button type="button" class="button primary" onClick={() => void desk.session.begin()}>
            {words.tryAgain}
          </button>
        </Door>
      );
    case 'sign-in':
      return <SignIn />;
    case 'password':
      return <ChoosePassword />;
    case 'desk':
      return <Frame />;
    default:
      throw new Error(`Unhandled stage: ${stage satisfies never}`);
  }
}

// Apart from the rest of dialogs: the Bot Framework's dialogs take a sixth of the service's start to load, and only a customer's turn needs them.
export { taskRunner } from './run-tasks';
export type { LaidAside } from './laid-aside';
export type { TaskRunner, TaskState } from './run-tasks';
export { shippedTasks, taskFor } from './shipped-tasks';
export { leaveMessageTask } from './leave-message';
export type { TaskStage } from './task-dialog';
export { factsOf, wordedReply } from './worded-reply';
export type { ClauseReference, Happened, Task, TaskTurn } from './task';

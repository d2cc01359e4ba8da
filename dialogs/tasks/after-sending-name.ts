/** Beside the dialog itself: who only asks whether anything is under way need not load the Bot Framework's dialogs. */
export const afterSendingName = 'after-sending';

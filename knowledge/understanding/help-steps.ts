/** What a model may help with, as the settings name it. */
export const helpSteps = ['rewrite', 'dialogs', 'rerank', 'questions'] as const;
export type HelpStep = (typeof helpSteps)[number];

/** Raise with any change of the words that a model is asked for help in: traces and stored questions name it. */
export const helpPromptVersion = 1;

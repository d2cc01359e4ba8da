// Apart from the rest of dialogs: what is in here is loaded where a model picks dialogs, and nowhere else.
export { modelPicker } from './model-picker';
export { byWords } from './picker';
export type { DialogPicker, Picked, PickedFrom } from './picker';

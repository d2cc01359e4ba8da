import type { DeskApi } from '../api/desk-api';
import type { DeskState } from '../state/desk-state';
import type { Store } from '../state/store';

/** What the desk's acts work with. */
export interface Parts {
  store: Store<DeskState>;
  api: DeskApi;
  now(): number;
  newId(): string;
}

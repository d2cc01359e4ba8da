const DATABASE = 'charterdesk-chat';
const STORE = 'files';
/** A tab that is closed with files unsent leaves them behind: the next chat clears them away. In milliseconds. */
const KEPT_FOR_MS = 24 * 3_600_000;

interface Kept {
  /** Milliseconds since 1970. */
  at: number;
  files: File[];
}

const settled = <T>(request: IDBRequest<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    // Full, or denied to this page: what is held in memory lasts as long as the page.
    request.onerror = () => resolve(undefined);
  });

/** Files that are not sent yet, kept by the browser over a reload of the page. Nothing is kept where it has no room or denies it. */
export class KeptFiles {
  private opening: Promise<IDBDatabase | undefined> | undefined;

  /** @param mayKeep false on a computer that others use: what lies in the browser would outlive the tab */
  constructor(private readonly mayKeep: boolean) {}

  async keep(id: string, files: readonly File[]): Promise<void> {
    const kept: Kept = { at: Date.now(), files: [...files] };
    await this.inStore('readwrite', (store) => store.put(kept, id));
  }

  /** Empty where there are none any more. */
  async find(id: string): Promise<File[]> {
    const kept = (await this.inStore('readonly', (store) => store.get(id) as IDBRequest<Kept | undefined>)) as
      Kept | undefined;
    return kept?.files ?? [];
  }

  async forget(id: string): Promise<void> {
    await this.inStore('readwrite', (store) => store.delete(id));
  }

  private async inStore<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    const database = await (this.opening ??= this.open());
    try {
      return database && (await settled(act(database.transaction(STORE, mode).objectStore(STORE))));
    } catch {
      // The browser has closed it: its data were cleared while the page stood open.
      return undefined;
    }
  }

  private async open(): Promise<IDBDatabase | undefined> {
    if (!this.mayKeep) return undefined;
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      const database = await settled(request);
      if (database) clearOld(database);
      return database;
    } catch {
      // A frame without an origin of its own may not even ask.
      return undefined;
    }
  }
}

function clearOld(database: IDBDatabase): void {
  const request = database.transaction(STORE, 'readwrite').objectStore(STORE).openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    if ((cursor.value as Kept).at < Date.now() - KEPT_FOR_MS) cursor.delete();
    cursor.continue();
  };
}

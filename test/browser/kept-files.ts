import type { Page } from 'playwright-core';

/** How many bundles of files the browser keeps for pages to come. */
const keptFiles = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('charterdesk-chat');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('files').objectStore('files').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
/** Resolves when it keeps this many. */
export const keeps = async (page: Page, count: number): Promise<void> => {
  while ((await keptFiles(page)) !== count) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** Clears what the browser keeps, as it does when it needs the room. */
export const losesFiles = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('charterdesk-chat');
        opening.onsuccess = () => {
          const clearing = opening.result.transaction('files', 'readwrite');
          clearing.objectStore('files').clear();
          clearing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );

/** Keeps all other pages waiting for their files. @returns what lets them go on */
export async function holdsFiles(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('charterdesk-chat');
        opening.onsuccess = () => {
          const store = opening.result.transaction('files', 'readwrite').objectStore('files');
          // A transaction lasts as long as it is asked for something.
          const hold = (): void => {
            resolve();
            if (document.body.dataset['letsGo']) opening.result.close();
            else store.count().onsuccess = hold;
          };
          store.count().onsuccess = hold;
        };
      }),
  );
  return () => page.evaluate(() => void (document.body.dataset['letsGo'] = 'yes'));
}

// Clause ids are the same in every language edition: changing the language keeps the place.
function keepPlace(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-edition]')) {
    link.hash = location.hash.startsWith('#part_') ? '' : location.hash;
  }
}

keepPlace();
window.addEventListener('hashchange', keepPlace);

export {};

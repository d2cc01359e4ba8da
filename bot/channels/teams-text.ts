/** A message as people read it, without the markup that Teams puts into its text: hard spaces, and tags around those who are mentioned. */
export const withoutTeamsMarkup = (text: string): string =>
  text
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/<\/?at>/g, '')
    .trim();

/** Names and amounts hold no question mark and begin with no question word. */
export const isQuestion = (text: string): boolean =>
  text.trim().endsWith('?') ||
  /^\W*(hvad|hvordan|hvorledes|hvornår|hvorfor|hvor|hvem|hvilke[nt]?|what|how|when|why|where|who|which)\s/iu.test(text);

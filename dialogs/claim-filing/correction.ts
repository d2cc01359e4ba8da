/** How a correction begins: "no wait, it was 54.000", "undskyld, jeg mente den 2. august". */
const begins =
  /^\W*(?:(?:nej|no|nope|ok|okay|men|but|oh|åh)[\s,.!…-]+)?(?:vent(?:\s+lige)?|hov|ups|undskyld|rettelse|beklager|jeg\s+mente|jeg\s+mener|det\s+skulle\s+være|wait|oops|sorry|correction|actually|i\s+meant?|it\s+should\s+be|(?:nej|no)[\s,.!…-]+(?:det|it|this|den|de|they)\s+(?:var|er|was|is|were|are|skylder|owe)|faktisk)(?!\p{L})/iu;

/** Whether the message takes back something that was said before, rather than answering what was asked. */
export const isCorrection = (text: string): boolean => begins.test(text);

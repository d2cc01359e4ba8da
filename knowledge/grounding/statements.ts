/** Ends of a statement: a stop that ends no abbreviation or number, a semicolon, a line. */
const statementEnd =
  /(?<=[.!?])(?<!\b(?:[Nn]r|[Nn]o|kr|[Tt]lf|[Cc]a|mio|mia|e\.g|f\.eks)\.)(?<!\d\.(?=\s+\p{Ll}))\s+|[;\n]+\s*|(?<=(?:[^\s.!?;:]+\s){3}[^\s.!?;:]+):\s+/u;
/** The statements of a text, in order. */
export const statementsOf = (text: string): string[] =>
  text.split(statementEnd).filter((statement) => /\p{L}/u.test(statement));

import { z } from 'zod';

/** The setting that chooses where everything durable is kept. */
export const databaseEnvironment = {
  DATABASE_URL: z
    .string()
    .refine(
      (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url) && new URL(url).pathname.length > 1,
      'must be postgres://USER:PASSWORD@HOST:PORT/NAME, a PostgreSQL 15 or newer (unset: a file under DATA_DIR)',
    )
    .optional(),
  DATABASE_CONNECTIONS: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 2 to 500')
    .transform(Number)
    .refine((n) => n >= 2 && n <= 500, 'must be a whole number from 2 to 500')
    .default(10),
};

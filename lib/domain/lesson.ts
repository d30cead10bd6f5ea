import { z } from 'zod';

/** What a person said of a site: that a label there names this field, or (null) none of ours. The words of the dictionary come after it. */
export const Lesson = z.strictObject({
  noun: z.enum(['listing', 'campaign', 'order', 'message']),
  label: z.string().min(1).max(60),
  field: z.string().min(1).max(40).nullable(),
});
export type Lesson = z.infer<typeof Lesson>;

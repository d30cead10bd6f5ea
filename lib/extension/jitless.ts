import { z } from 'zod';

// zod probes `new Function` otherwise, which the extension's own content security policy reports as a violation.
z.config({ jitless: true });

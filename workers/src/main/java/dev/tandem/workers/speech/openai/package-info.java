/** What OpenAI's ears and voice have in common: its errors. */
@NullMarked
package dev.tandem.workers.speech.openai;

import org.jspecify.annotations.NullMarked;

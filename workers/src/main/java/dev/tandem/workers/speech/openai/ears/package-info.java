/** Speech to text by OpenAI, and by services that speak its API. */
@NullMarked
package dev.tandem.workers.speech.openai.ears;

import org.jspecify.annotations.NullMarked;

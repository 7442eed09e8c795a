/** Speech by OpenAI, and by services that speak its API. */
@NullMarked
package dev.tandem.workers.speech.openai.voice;

import org.jspecify.annotations.NullMarked;

/** OpenAI's Chat Completions, and every server that speaks them. */
@NullMarked
package dev.tandem.workers.llm.openai;

import org.jspecify.annotations.NullMarked;

/** What a model is asked and what its answer means: prompts, chat history, model streams. */
@NullMarked
package dev.tandem.workers.think;

import org.jspecify.annotations.NullMarked;

/** Questions to a model and the meaning of its answers: prompts, chat history, model streams. */
@NullMarked
package dev.tandem.workers.think;

import org.jspecify.annotations.NullMarked;

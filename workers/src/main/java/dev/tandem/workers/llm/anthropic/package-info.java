/** Anthropic's Messages API. */
@NullMarked
package dev.tandem.workers.llm.anthropic;

import org.jspecify.annotations.NullMarked;

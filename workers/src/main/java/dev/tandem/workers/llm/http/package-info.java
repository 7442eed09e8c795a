/** What models that are reached over HTTP share: the prompt, warm connections, cancelling, and what faults mean. */
@NullMarked
package dev.tandem.workers.llm.http;

import org.jspecify.annotations.NullMarked;

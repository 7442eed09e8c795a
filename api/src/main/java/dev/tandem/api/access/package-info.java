/** Organizations, their API keys, and who is asking. */
@NullMarked
package dev.tandem.api.access;

import org.jspecify.annotations.NullMarked;

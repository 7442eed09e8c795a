/** What LiveKit tells of its rooms. */
@NullMarked
package dev.tandem.api.webhook;

import org.jspecify.annotations.NullMarked;

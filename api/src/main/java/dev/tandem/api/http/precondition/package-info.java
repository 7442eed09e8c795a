/** Entity tags and If-Match. */
@NullMarked
package dev.tandem.api.http.precondition;

import org.jspecify.annotations.NullMarked;

/** What answers the tools of a test. */
@NullMarked
package dev.tandem.workflows.mock;

import org.jspecify.annotations.NullMarked;

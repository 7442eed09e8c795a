/** Settings and sealed secrets of an organization, which a call carries. */
@NullMarked
package dev.tandem.workflows.workspace;

import org.jspecify.annotations.NullMarked;

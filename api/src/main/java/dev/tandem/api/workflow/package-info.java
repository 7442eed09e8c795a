/** Manages workflows, which are named graphs of an organization. */
@NullMarked
package dev.tandem.api.workflow;

import org.jspecify.annotations.NullMarked;

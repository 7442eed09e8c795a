/** Manages the organization's tool library, which defines a tool type once for all agents. */
@NullMarked
package dev.tandem.api.tool;

import org.jspecify.annotations.NullMarked;

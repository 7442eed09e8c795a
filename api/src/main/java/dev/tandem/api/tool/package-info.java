/** The organization's tool library: says once for all agents what a tool type of its documents is. */
@NullMarked
package dev.tandem.api.tool;

import org.jspecify.annotations.NullMarked;

/** Limits how many requests one caller may send. */
@NullMarked
package dev.tandem.api.edge.ratelimit;

import org.jspecify.annotations.NullMarked;

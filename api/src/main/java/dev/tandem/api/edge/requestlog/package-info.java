/** Gives each request an id, which its answer and all of its log lines have. */
@NullMarked
package dev.tandem.api.edge.requestlog;

import org.jspecify.annotations.NullMarked;

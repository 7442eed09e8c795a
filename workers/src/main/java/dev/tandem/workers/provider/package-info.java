/** The life cycle that providers of all kinds share, and the watches around every exchange with one. */
@NullMarked
package dev.tandem.workers.provider;

import org.jspecify.annotations.NullMarked;

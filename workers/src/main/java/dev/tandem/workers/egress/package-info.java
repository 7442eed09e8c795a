/** The one door for requests to addresses that a document chose: tools today. */
@NullMarked
package dev.tandem.workers.egress;

import org.jspecify.annotations.NullMarked;

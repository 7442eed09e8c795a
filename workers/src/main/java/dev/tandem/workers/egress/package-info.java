/** The one door for requests to addresses that a document chose: tools and providers. */
@NullMarked
package dev.tandem.workers.egress;

import org.jspecify.annotations.NullMarked;

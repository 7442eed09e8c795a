/** How requests reach the API: from which address, how slowly, and how many bytes of them at once. */
@NullMarked
package dev.tandem.api.edge.connection;

import org.jspecify.annotations.NullMarked;

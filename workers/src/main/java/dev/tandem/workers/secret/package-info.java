/** Workspace variables in use: secrets are opened here, at the moment of use, and kept out of whatever comes back. */
@NullMarked
package dev.tandem.workers.secret;

import org.jspecify.annotations.NullMarked;

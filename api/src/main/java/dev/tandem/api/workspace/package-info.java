/** Manages workspace variables: settings, and secrets under envelope encryption. Nothing here gives a secret back. */
@NullMarked
package dev.tandem.api.workspace;

import org.jspecify.annotations.NullMarked;

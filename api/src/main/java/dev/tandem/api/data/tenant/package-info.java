/** Keeps tenants apart: says for which organization a transaction works. */
@NullMarked
package dev.tandem.api.data.tenant;

import org.jspecify.annotations.NullMarked;

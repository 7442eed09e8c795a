/** Says which SIP trunks belong to which organization. */
@NullMarked
package dev.tandem.api.trunk;

import org.jspecify.annotations.NullMarked;

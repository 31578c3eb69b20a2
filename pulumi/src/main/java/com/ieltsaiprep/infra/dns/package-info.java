/** DNS: records, certificates and health checks of the API's host names. */
@NullMarked
package com.ieltsaiprep.infra.dns;

import org.jspecify.annotations.NullMarked;

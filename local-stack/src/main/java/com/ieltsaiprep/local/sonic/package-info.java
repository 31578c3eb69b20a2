/** A stand-in for Amazon Nova Sonic that any AWS SDK can talk to. */
@NullMarked
package com.ieltsaiprep.local.sonic;

import org.jspecify.annotations.NullMarked;

/** Resume state: the history that seeds streams, and the sealed capsule. */
@NullMarked
package com.ieltsaiprep.gateway.capsule;

import org.jspecify.annotations.NullMarked;

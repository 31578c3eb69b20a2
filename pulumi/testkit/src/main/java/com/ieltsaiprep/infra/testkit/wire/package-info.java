/** Forms of values and names on the wire between a Pulumi program and its engine. */
@NullMarked
package com.ieltsaiprep.infra.testkit.wire;

import org.jspecify.annotations.NullMarked;

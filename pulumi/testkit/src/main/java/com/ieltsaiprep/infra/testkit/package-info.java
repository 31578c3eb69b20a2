/** Test kit of the Pulumi program: plans of its stacks, without an account. */
@NullMarked
package com.ieltsaiprep.infra.testkit;

import org.jspecify.annotations.NullMarked;

/** Policies: rules that a plan must keep, each with the fact about AWS that it encodes. */
@NullMarked
package com.ieltsaiprep.infra.testkit.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Cost model: what a stack costs in a month, from its plan, a dated price table and assumptions.
 */
@NullMarked
package com.ieltsaiprep.infra.testkit.cost;

import org.jspecify.annotations.NullMarked;

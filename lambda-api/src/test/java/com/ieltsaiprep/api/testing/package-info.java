/** Fixtures of the tests against the real DynamoDB Local. */
@NullMarked
package com.ieltsaiprep.api.testing;

import org.jspecify.annotations.NullMarked;

/** Fixtures of integration tests against DynamoDB Local. */
@NullMarked
package com.ieltsaiprep.api.testing;

import org.jspecify.annotations.NullMarked;

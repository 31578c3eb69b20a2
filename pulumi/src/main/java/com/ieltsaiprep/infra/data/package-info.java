/** DynamoDB global tables. */
@NullMarked
package com.ieltsaiprep.infra.data;

import org.jspecify.annotations.NullMarked;

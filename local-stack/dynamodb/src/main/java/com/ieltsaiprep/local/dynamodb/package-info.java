/** DynamoDB Local in a process with a class path of its own. */
@NullMarked
package com.ieltsaiprep.local.dynamodb;

import org.jspecify.annotations.NullMarked;
